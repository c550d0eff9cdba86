import { textProperties } from './properties/text.js';
import { testProperties } from './property.js';

testProperties(textProperties);
