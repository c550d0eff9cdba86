export {
  answerSurvey,
  askFirst,
  bareVote,
  beginSurvey,
  firstWords,
  surveyAskedAt,
  voteByText,
} from './commands.js';
export type { PollEvents } from './events.js';
export { pollById } from './queries.js';
