import { randomBytes } from 'node:crypto';
import { practiceAccountId, stateFormat } from './model.ts';
import type { AccessToken, Application, Customer, PracticeState } from './model.ts';

/** A new account, ready to use: one working application and token, and one application in state Blocked. */
export function seedState(secret: () => string = randomSecret): PracticeState {
  return {
    format: stateFormat,
    accountId: practiceAccountId,
    companyName: 'Practice Trading Company',
    port: 0,
    applications: [
      application(1, 'Orders hub', 'enabled', secret),
      application(2, 'Old warehouse link', 'blocked', secret),
    ],
    tokens: [
      token(1, 'Orders hub - Jane Doe, Clerk', 1, secret),
      token(2, 'Old warehouse link - Jane Doe, Clerk', 2, secret),
    ],
    roles: [{ id: 1001, name: 'Integration Clerk' }],
    entities: [{ id: 42, name: 'Jane Doe', email: 'jane.doe@practice.example' }],
    customers: seedCustomers,
    nextCustomerId: 101 + seedCustomers.length,
  };
}

function randomSecret(): string {
  return randomBytes(32).toString('hex');
}

function application(id: number, name: string, state: Application['state'], secret: () => string): Application {
  return { id, name, state, consumerKey: secret(), consumerSecret: secret() };
}

function token(id: number, name: string, applicationId: number, secret: () => string): AccessToken {
  return {
    id,
    name,
    state: 'active',
    token: secret(),
    tokenSecret: secret(),
    applicationId,
    entityId: 42,
    roleId: 1001,
  };
}

/** Names in several scripts, amounts that a double cannot hold, dates at awkward ends: what viewers get wrong. */
const seedCustomers: readonly Customer[] = [
  customer(101, 'Acme Corporation', 'USD', '25000.00', '1299.90', '2019-01-31'),
  customer(102, 'Müller & Söhne GmbH', 'EUR', '100000.00', '0.10', '2020-02-29'),
  customer(103, "O'Brien (Holdings) Ltd!*", 'GBP', '7500.50', '-42.05', '1999-12-31'),
  customer(104, '株式会社さくら', 'JPY', '9007199254740993', '12345678901234567.89', '2024-04-01'),
  customer(105, 'Société Générale d’Énergie', 'EUR', '0.30', '0.1234567890123456', '2021-07-14'),
  customer(106, 'شركة النور', 'AED', '5000.00', '999999999999999.99', '2022-11-05'),
  customer(107, '🚀 Rocket Parts Oy', 'EUR', '0.00', '0.00', '2038-01-19'),
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
