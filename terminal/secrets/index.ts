export { hashPin, isPin, type KeptPin, mayBePin, PIN_FORM, saltFrom } from './pin.js';
