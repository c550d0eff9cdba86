import { escposProperties } from './properties/escpos.js';
import { testProperties } from './property.js';

testProperties(escposProperties);
