export { APPOINTMENTS_MAX, requestAppointment, withdrawAppointments } from './commands.js';
export type { AppointmentsEvents } from './events.js';
export { type Appointment, openAppointmentsOf, requestedCount } from './queries.js';
export { createReminder, timeWords } from './reminder.js';
export { readWhen } from './when.js';
