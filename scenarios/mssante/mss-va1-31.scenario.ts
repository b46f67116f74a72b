import { text } from '../harness/index.js';
import { tlsOfSending } from './situations-pfi-connection.js';

/** TLS 1.2 only, which MSS/CONF.01 and MSS/CONF.02 superseded: 1.3 is a warning, below 1.2 a failure. */
export const tls12Only = tlsOfSending({
  requirement: 'MSS/va1.31',
  title: text('TLS 1.2 avec l’opérateur : réglages et journal', 'TLS 1.2 with the operator: settings and log'),
});
