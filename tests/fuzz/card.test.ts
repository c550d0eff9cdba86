import { cardProperties } from './properties/card.js';
import { testProperties } from './property.js';

testProperties(cardProperties);
