import { inboundProperties } from './properties/inbound.js';
import { testProperties } from './property.js';

testProperties(inboundProperties);
