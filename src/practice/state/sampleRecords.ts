import type { Customer, OrderLine, SalesOrder } from './model.ts';

/** Names in several scripts, amounts that a double cannot hold, dates at awkward ends: what viewers get wrong. */
export const sampleCustomers: readonly Customer[] = [
  customer(101, 'Acme Corporation', 'USD', '25000.00', '1299.90', '2019-01-31'),
  customer(102, 'Müller & Söhne GmbH', 'EUR', '100000.00', '0.10', '2020-02-29'),
  customer(103, "O'Brien (Holdings) Ltd!*", 'GBP', '7500.50', '-42.05', '1999-12-31'),
  customer(104, '株式会社さくら', 'JPY', '9007199254740993', '12345678901234567.89', '2024-04-01'),
  customer(105, 'Société Générale d’Énergie', 'EUR', '0.30', '0.1234567890123456', '2021-07-14'),
  customer(106, 'شركة النور', 'AED', '5000.00', '999999999999999.99', '2022-11-05'),
  customer(107, '🚀 Rocket Parts Oy', 'EUR', '0.00', '0.00', '2038-01-19'),
];

export const sampleOrders: readonly SalesOrder[] = [
  order(501, 101, 'pendingFulfillment', '2026-09-01', 'USD', 'Autumn restock', [
    line('Widget, blue', '10', '12.50', '125.00'),
    line('Widget, red', '4', '13.00', '52.00'),
  ]),
  order(502, 102, 'billed', '2026-09-15', 'EUR', 'Über Nacht liefern', [line('Schraube M8', '1000', '0.07', '70.00')]),
  order(503, 103, 'pendingApproval', '2026-10-02', 'GBP', '', [line("Fitter's kit", '1', '349.99', '349.99')]),
  order(504, 104, 'closed', '2026-10-10', 'JPY', '至急', [line('桜の苗木', '3', '4800', '14400')]),
  order(505, 101, 'pendingBilling', '2026-10-28', 'USD', 'Partial shipment', [
    line('Widget, blue', '2', '12.50', '25.00'),
    line('Installation', '1.5', '80.00', '120.00'),
  ]),
  order(506, 107, 'pendingFulfillment', '2026-11-11', 'EUR', '🚀', [line('Thruster', '1', '99999.99', '99999.99')]),
];

function customer(
  id: number,
  companyName: string,
  currency: string,
  creditLimit: string,
  balance: string,
  dateCreated: string,
): Customer {
  const email = `accounts-${id}@customers.example`;
  return { id, companyName, email, currency, creditLimit, balance, dateCreated, isInactive: false };
}

function order(
  id: number,
  customerId: number,
  status: SalesOrder['status'],
  tranDate: string,
  currency: string,
  memo: string,
  lines: readonly OrderLine[],
): SalesOrder {
  return { id, tranId: `SO${id}`, customerId, salesRepId: 42, tranDate, status, currency, memo, lines };
}

function line(item: string, quantity: string, rate: string, amount: string): OrderLine {
  return { item, description: '', quantity, rate, amount };
}
