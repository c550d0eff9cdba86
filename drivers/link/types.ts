import type { Device } from '../device.js';

/** A line to the head office's broker: MQTT 3.1.1 semantics, QoS 1. */
export interface Link extends Device {
  /**
   * Publishes while connected and resolves at the PUBACK, which proves nothing about the office. Rejects with
   * `link/down` at once when not connected, and for everything in flight when the line breaks: nothing is queued.
   */
  publish(topic: string, payload: Uint8Array): Promise<void>;
  /**
   * Keeps a subscription over reconnects. The message is acknowledged to the broker after `take` resolves.
   * A rejection leaves it unacknowledged; the sync protocol asks again.
   */
  subscribe(topic: string, take: (payload: Uint8Array) => Promise<void>): void;
}
