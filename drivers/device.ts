/** What every driver has in common: a state that it reports, and a life that it looks after itself. */

/**
 * absent: no such port or device · opening · initialising: it is there, bring-up runs · ready ·
 * degraded: works in part or answers badly; the driver is climbing its healing ladder.
 */
export type DeviceState = 'absent' | 'opening' | 'initialising' | 'ready' | 'degraded';

export interface DeviceStatus {
  readonly state: DeviceState;
  /** Why, as a short code that screens and `doctor` put into words: `no-port`, `paper-out`, `sim-missing`, … */
  readonly reason?: string;
}

export type Unsubscribe = () => void;

export interface Device {
  status(): DeviceStatus;
  /** Called at every change of status. */
  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  /** Begins to look after the port. Never throws: what goes wrong is a status. */
  start(): void;
  /** Gives the port back. Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}
