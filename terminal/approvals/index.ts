export {
  type Approval,
  approvalById,
  approvalFor,
  approvalGiven,
  askApproval,
  limitSet,
  refundLimit,
  settleApproval,
  useApproval,
} from './commands.js';
export type { ApprovalsEvents } from './events.js';
