import { hidProperties } from './properties/hid.js';
import { testProperties } from './property.js';

testProperties(hidProperties);
