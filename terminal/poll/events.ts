/** Votes (one question, one answer for each number) and surveys (several questions, asked one after another by text). */
export interface Question {
  readonly text: string;
  /** What may be chosen. When it is empty, any words are an answer. */
  readonly options: readonly string[];
}

export interface PollEvents {
  /** `number`: what people call it by. `opens` and `closes`: ms since 1970 UTC. */
  'poll.opened': {
    v: 1;
    poll: string;
    number: number;
    kind: 'vote' | 'survey';
    title: string;
    questions: readonly Question[];
    opens: number;
    closes: number;
    /** An answer may be replaced by a later one. */
    changeable: boolean;
  };
  /** `question` from 0; `choice` from 0, or the words where there are no options. */
  'poll.answered': { v: 1; poll: string; key: string; question: number; choice?: number; words?: string };
  /** A survey's question was put to this number: its next text is the answer. */
  'poll.asked': { v: 1; poll: string; key: string; question: number };
  'poll.closed': { v: 1; poll: string };
}
