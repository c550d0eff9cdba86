export { createCampaignService } from './service.js';
