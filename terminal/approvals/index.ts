export {
  type Approval,
  approvalById,
  approvalFor,
  askApproval,
  limitSet,
  refundLimit,
  settleApproval,
  useApproval,
} from './commands.js';
export type { ApprovalsEvents } from './events.js';
