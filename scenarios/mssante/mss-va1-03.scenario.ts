import { text } from '../harness/index.js';
import { tlsOfSending } from './situations-pfi-connection.js';

/** TLS with the operator: settings, and log of a sending. */
export const tlsWithOperator = tlsOfSending({
  requirement: 'MSS/va1.03',
  title: text('Envoi d’un message en TLS : réglages et journal', 'A message sent over TLS: settings and log'),
});
