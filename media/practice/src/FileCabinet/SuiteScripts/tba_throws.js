/**
 * Throws an error that nobody catches: see what NetSuite makes of it. Parameters name and message are its own.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/error'], error => {
  const fail = options => {
    const { name, message } = options || {};
    throw error.create({
      name: name || 'PRACTICE_ERROR',
      message: message || 'This script always throws. Nothing is wrong with your login.',
      notifyOff: true,
    });
  };

  return { get: fail, delete: fail, post: fail, put: fail };
});
