/** TP-Status: 3GPP TS 23.040 9.2.3.15. */

/** What became of a sent text. `pending`: the centre is still trying, or said something that has no meaning yet. */
export type DeliveryState = 'delivered' | 'pending' | 'failed';

export interface DeliveryStatus {
  readonly state: DeliveryState;
  /** A word for translation: `received`, `congestion`, `expired`, … */
  readonly reason: string;
}

const COMPLETED = ['received', 'forwarded-unconfirmed', 'replaced'] as const;
/** The same causes end a temporary error for good (60–7F) or leave it pending (20–3F). */
const TEMPORARY = [
  'congestion',
  'recipient-busy',
  'no-response',
  'service-rejected',
  'quality-unavailable',
  'recipient-error',
] as const;
const PERMANENT = [
  'remote-procedure-error',
  'incompatible-destination',
  'rejected-by-recipient',
  'not-obtainable',
  'quality-unavailable',
  'no-interworking',
  'expired',
  'deleted-by-sender',
  'deleted-by-centre',
  'unknown-message',
] as const;

export function decodeStatus(status: number): DeliveryStatus {
  const cause = status & 0x1f;
  switch (status >> 5) {
    case 0:
      return { state: 'delivered', reason: COMPLETED[cause] ?? 'centre-specific' };
    case 1:
      return { state: 'pending', reason: TEMPORARY[cause] ?? 'centre-specific' };
    case 2:
      return { state: 'failed', reason: PERMANENT[cause] ?? 'centre-specific' };
    case 3:
      return { state: 'failed', reason: TEMPORARY[cause] ?? 'centre-specific' };
    default:
      return { state: 'pending', reason: 'reserved' };
  }
}
