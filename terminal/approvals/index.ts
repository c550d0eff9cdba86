export {
  type Approval,
  approvalById,
  askApproval,
  settleApproval,
  useApproval,
} from './commands.js';
export type { ApprovalsEvents } from './events.js';
