export { type Chosen, choose } from './choose.js';
export { CAMPAIGN_VARIABLES, fillForCustomer } from './fill.js';
export { inOutbox } from './queries.js';
export { createCampaignService } from './service.js';
export { standing } from './turn.js';
