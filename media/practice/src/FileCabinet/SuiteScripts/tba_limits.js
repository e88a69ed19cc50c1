/**
 * Runs into the limits of RESTlets, one for each value of "limit": usage (5,000 units), memory, time (300 seconds),
 * size (10 MB).
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/search', 'N/runtime'], (search, runtime) => {
  const get = ({ limit }) => {
    if (limit === 'usage') {
      // Ten units each: the 501st is one too many, and no catch helps.
      for (;;) {
        search.create({ type: 'customer' }).run().getRange({ start: 0, end: 1 });
      }
    }
    if (limit === 'memory') {
      const kept = [];
      for (;;) {
        kept.push(new Array(1000).fill(kept.length));
      }
    }
    if (limit === 'time') {
      for (;;) {
        // A loop without an end.
      }
    }
    if (limit === 'size') {
      return 'x'.repeat(10 * 1024 * 1024 + 1);
    }
    return JSON.stringify({
      limit: 'usage, memory, time or size',
      unitsLeft: runtime.getCurrentScript().getRemainingUsage(),
    });
  };

  return { get };
});
