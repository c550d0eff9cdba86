import { smsProperties } from './properties/sms.js';
import { testProperties } from './property.js';

testProperties(smsProperties);
