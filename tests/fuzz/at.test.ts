import { atProperties } from './properties/at.js';
import { testProperties } from './property.js';

testProperties(atProperties);
