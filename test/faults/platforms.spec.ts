/** What platforms may do to the product, on real processes. */
import { describeHostility } from './rows/hostile.js';
import { describeLimits } from './rows/limits.js';
import { describeOutages } from './rows/outages.js';
import { describeSlowness } from './rows/slow.js';
import { describeOnStage } from './stage/on-stage.js';

describeOnStage('faults of platforms', (given) => {
  describeLimits(given);
  describeOutages(given);
  describeSlowness(given);
  describeHostility(given);
});
