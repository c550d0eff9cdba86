/** What the other rooms use of the SMS formats (3GPP TS 23.038, 23.040). */

export { concatKey, type JoinedText, joinParts, type Part } from './concat.js';
export type { Deliver } from './deliver.js';
export { encodeSubmit, type SubmitOptions, type SubmitPdu } from './encode-submit.js';
export { decodePdu, type Pdu, type SmscField } from './pdu.js';
export { countParts, type PartCount } from './segment.js';
export { type DeliveryState, type DeliveryStatus, decodeStatus } from './status.js';
export type { StatusReport } from './status-report.js';
export type { Submit } from './submit.js';
