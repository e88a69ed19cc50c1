/**
 * Customers: GET lists them, or reads the one that id names; POST creates; PUT changes the fields given; DELETE removes.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/error', 'N/log', 'N/record', 'N/search'], (error, log, record, search) => {
  // What the caller says, what NetSuite calls it, and which values are right.
  const isText = value => typeof value === 'string' && value.length <= 300;
  const isAmount = value => /^-?(0|[1-9]\d{0,19})(\.\d{1,20})?$/.test(String(value));
  const isDate = value => /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  const fields = [
    { name: 'companyName', fieldId: 'companyname', accepts: value => isText(value) && value !== '' },
    { name: 'email', fieldId: 'email', accepts: isText },
    { name: 'currency', fieldId: 'currency', accepts: value => /^[A-Z]{3}$/.test(value) },
    { name: 'creditLimit', fieldId: 'creditlimit', accepts: isAmount },
    { name: 'balance', fieldId: 'balance', accepts: isAmount },
    { name: 'dateCreated', fieldId: 'datecreated', accepts: isDate },
    { name: 'isInactive', fieldId: 'isinactive', accepts: value => typeof value === 'boolean' },
  ];

  const get = ({ id }) => (id === undefined ? list() : read(id));

  const post = body => {
    const values = valuesOf(body);
    if ('id' in body) {
      throw error.create({ name: 'USER_ERROR', message: 'NetSuite gives ids itself. Leave id out.' });
    }
    if (!('companyname' in values)) {
      throw missing('companyName');
    }
    const customer = record.create({ type: record.Type.CUSTOMER });
    setAll(customer, { currency: 'USD', ...values });
    const id = customer.save();
    log.audit({ title: 'Customer created', details: { id } });
    return read(id);
  };

  const put = body => {
    const values = valuesOf(body);
    const customer = record.load({ type: record.Type.CUSTOMER, id: wanted(body.id) });
    setAll(customer, values);
    return read(customer.save());
  };

  const doDelete = ({ id }) => {
    const removed = record.delete({ type: record.Type.CUSTOMER, id: wanted(id) });
    log.audit({ title: 'Customer removed', details: { id: removed } });
    return { id: Number(removed), deleted: true };
  };

  const setAll = (customer, values) => {
    for (const [fieldId, value] of Object.entries(values)) {
      // Dates go in as Date objects. The others are what JSON made of them.
      customer.setValue({ fieldId, value: fieldId === 'datecreated' ? new Date(`${value}T00:00:00`) : value });
    }
  };

  /** A field that is not in the table is refused, so that a typo does not look like success. */
  const valuesOf = body => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw error.create({ name: 'USER_ERROR', message: 'The body must be one JSON object.' });
    }
    const values = {};
    for (const [name, value] of Object.entries(body).filter(([given]) => given !== 'id')) {
      const field = fields.find(each => each.name === name);
      if (!field || !field.accepts(value)) {
        throw error.create({ name: 'USER_ERROR', message: `Invalid Field Value for the following field: ${name}` });
      }
      values[field.fieldId] = value;
    }
    return values;
  };

  const wanted = id => {
    if (id === undefined || id === '') {
      throw missing('id');
    }
    return id;
  };

  const missing = name =>
    error.create({ name: 'SSS_MISSING_REQD_ARGUMENT', message: `customers: Missing a required argument: ${name}` });

  const list = () => {
    const rows = [];
    const pages = find([]).runPaged({ pageSize: 1000 });
    pages.pageRanges.forEach(({ index }) => pages.fetch({ index }).data.forEach(result => rows.push(print(result))));
    return `[${rows.join(',')}]`;
  };

  const read = id => {
    const [result] = find(['internalid', 'anyof', wanted(id)]).run().getRange({ start: 0, end: 1 });
    if (!result) {
      throw error.create({ name: 'RCRD_DSNT_EXIST', message: 'That record does not exist.' });
    }
    return print(result);
  };

  const find = filters =>
    search.create({
      type: search.Type.CUSTOMER,
      filters,
      columns: [
        search.createColumn({ name: 'internalid', sort: search.Sort.ASC }),
        ...fields.map(({ fieldId }) => fieldId),
      ],
    });

  // A search gives amounts as text, with every digit they have. As JavaScript numbers they would be rounded, so the
  // JSON is put together by hand; a string is answered as it is.
  const print = result => {
    const members = fields.map(({ name, fieldId }) => {
      const value = result.getValue(fieldId);
      const isNumber = fieldId === 'creditlimit' || fieldId === 'balance';
      return `"${name}":${isNumber ? value || 0 : JSON.stringify(value)}`;
    });
    return `{"id":${result.id},${members.join(',')}}`;
  };

  return { get, post, put, delete: doDelete };
});
