/**
 * Sales orders. GET reports them by customer with SuiteQL, or reads the one that id names; POST creates one with lines:
 * { "customer": 101, "memo": "…", "lines": [{ "item": "BOLT-8", "quantity": 4, "rate": 0.25 }] }
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/log', 'N/query', 'N/record', 'N/runtime', './tba_lines'], (log, query, record, runtime, lines) => {
  const get = ({ id }) => (id === undefined ? report() : read(id));

  const report = () => {
    const rows = query
      .runSuiteQL({
        query: `
          SELECT customer.companyname, COUNT(*) AS orders, SUM(transaction.foreigntotal) AS total
          FROM transaction JOIN customer ON customer.id = transaction.entity
          WHERE transaction.type = ?
          GROUP BY customer.companyname
          ORDER BY customer.companyname`,
        params: ['SalesOrd'],
      })
      .asMappedResults();
    return { rows, unitsLeft: runtime.getCurrentScript().getRemainingUsage() };
  };

  const read = id => {
    const order = record.load({ type: record.Type.SALES_ORDER, id });
    return {
      id: order.id,
      number: order.getValue('tranid'),
      customer: { id: order.getValue('entity'), name: order.getText('entity') },
      status: order.getText('status'),
      total: order.getValue('total'),
      lines: lines.read(order),
    };
  };

  const post = ({ customer, memo = '', lines: wanted = [] }) => {
    const order = record.create({ type: record.Type.SALES_ORDER, isDynamic: true });
    order.setValue({ fieldId: 'entity', value: customer });
    order.setValue({ fieldId: 'trandate', value: new Date() });
    order.setValue({ fieldId: 'memo', value: memo });
    lines.add(order, wanted);
    const id = order.save();
    log.audit({ title: 'Order created', details: { id, customer } });
    return read(id);
  };

  return { get, post };
});
