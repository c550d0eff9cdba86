export { answerSurvey, bareVote, beginSurvey, surveyAskedAt, voteByText } from './commands.js';
export type { PollEvents } from './events.js';
