/** Key pairs that are made: the first is the shortest, and signs quickest. */
export const keyKinds = ['ec-p256', 'rsa-3072', 'rsa-4096'] as const;

export type KeyKind = (typeof keyKinds)[number];
