/** Appointments: asked for by text or at the counter, confirmed by staff, remembered to the customer the day before. */
export interface AppointmentsEvents {
  /** `when`: ms since 1970 UTC; left out when the customer named no time. */
  'appointments.requested': {
    v: 1;
    appointment: string;
    key: string;
    about: string;
    via: 'text' | 'keypad';
    when?: number;
  };
  'appointments.confirmed': { v: 1; appointment: string; when: number; about: string };
  'appointments.cancelled': { v: 1; appointment: string; by: 'staff' | 'customer' };
  /** The reminder is in the outbox, or the gate let none through. */
  'appointments.reminded': { v: 1; appointment: string };
  'appointments.kept': { v: 1; appointment: string };
  'appointments.missed': { v: 1; appointment: string };
}
