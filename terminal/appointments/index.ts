export { APPOINTMENTS_MAX, requestAppointment, withdrawAppointments } from './commands.js';
export { digitsOf, momentOfDigits } from './digits.js';
export type { AppointmentsEvents } from './events.js';
export { appointmentHappenings } from './happenings.js';
export { type Appointment, openAppointmentsOf, requestedCount } from './queries.js';
export { createReminder, timeWords } from './reminder.js';
export { readWhen } from './when.js';
