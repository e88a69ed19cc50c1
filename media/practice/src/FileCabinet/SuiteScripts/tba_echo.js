/**
 * Answers with what it was sent. delay=<seconds> waits first; size=<bytes> answers a JSON array of about that size.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/error', 'N/scriptTypes/restlet', 'practice/request'], (error, restlet, request) => {
  // Only the practice account has "practice/request": the call as it came in. In NetSuite a POST or PUT entry point
  // sees the body and nothing else, and nobody sees the content type.
  const answer = () => {
    const delay = numberParameter('delay', 60);
    const size = numberParameter('size', 9900000);
    if (delay) {
      wait(delay);
    }
    if (size !== undefined) {
      return restlet.createResponse({ content: largeArray(size), contentType: 'application/json' });
    }
    return request.format === 'xml' ? xml() : json();
  };

  const numberParameter = (name, most) => {
    const text = request.parameters[name];
    if (text === undefined) {
      return undefined;
    }
    if (!/^\d{1,8}(\.\d{1,3})?$/.test(text) || Number(text) > most) {
      throw error.create({ name: 'USER_ERROR', message: `Parameter ${name} must be a number from 0 to ${most}.` });
    }
    return Number(text);
  };

  // A real script has no way to wait. This one sleeps without keeping a processor busy.
  const wait = seconds => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  };

  // A string is answered as it is. JSON is put back as it was spelled: JSON.parse, which is what an entry point's
  // argument has been through, would round long numbers.
  const json = () => {
    const { method, parameters, body, format } = request;
    const echoed = body === undefined ? 'null' : format === 'json' ? body.trim() : JSON.stringify(body);
    return `{"method":"${method}","parameters":${JSON.stringify(parameters)},"body":${echoed}}`;
  };

  const xml = () => {
    const { method, parameters, body } = request;
    const inner = Object.entries(parameters)
      .map(([name, value]) => `<parameter name="${escape(name)}">${escape(value)}</parameter>`)
      .join('');
    return (
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<echo><method>${method}</method><parameters>${inner}</parameters><body>${escape(body || '')}</body></echo>`
    );
  };

  const escape = text =>
    text.replace(/[<>&"]/g, found => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[found]);

  const largeArray = size => {
    const rows = [];
    let length = 2;
    for (let id = 0; length < size; id++) {
      const amount = `${id % 9973}.${String(id % 100).padStart(2, '0')}`;
      const row = `\n{"id":${id},"name":"Customer ${id}","amount":${amount},"active":${id % 3 === 0}}`;
      length += row.length + 1;
      if (length < size) {
        rows.push(row);
      }
    }
    return `[${rows.join(',')}]`;
  };

  return { get: answer, post: answer, put: answer, delete: answer };
});
