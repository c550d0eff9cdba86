import { syncProperties } from './properties/sync.js';
import { testProperties } from './property.js';

testProperties(syncProperties);
