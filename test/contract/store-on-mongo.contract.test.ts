import { storeSpec } from './store/store-spec.js';

storeSpec('mongo');
