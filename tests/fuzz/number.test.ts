import { numberProperties } from './properties/number.js';
import { testProperties } from './property.js';

testProperties(numberProperties);
