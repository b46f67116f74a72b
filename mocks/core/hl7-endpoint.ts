import { parseEr7 } from '../wire/er7.js';
import { firstLine } from './connection-failure.js';
import { acknowledge, ACKNOWLEDGEMENT_FAULTS, type Hl7Decision, refusalUnder, refused } from './hl7-acknowledging.js';
import { type Hl7Facts, hl7Facts } from './hl7-facts.js';
import { type MllpLimits, startMllpListener } from './mllp-listener.js';
import type { MllpAnswer, ReceivedMllpMessage } from './mllp-message.js';
import { portFor, type PortName } from './ports.js';
import type { ServiceEnvironment } from './service.js';

/** What a service made of a message it expects. */
export interface Hl7Reception {
  decision: Hl7Decision;
  /** French, for the journal. */
  summary: string;
  /** Keys beside those of {@link Hl7Facts}. */
  keys?: Record<string, string>;
  tolerated?: readonly string[];
  /** Called once the acknowledgement has left. */
  afterwards?: () => void;
}

/** How the two listeners of a service that receives HL7 v2 are started. */
export interface Hl7EndpointOptions {
  service: string;
  environment: ServiceEnvironment;
  ports: { mllp: PortName; mllps: PortName };
  /** Transactions expected (`mdm-t02`); others are refused (200, 201) and journalled as unexpected. */
  transactions: readonly string[];
  /** Decides of an expected message. `bytes` is the message as received. */
  receive(facts: Hl7Facts, bytes: Buffer): Hl7Reception;
  limits?: Partial<MllpLimits>;
}

/** Two listeners that accept connections. */
export interface Hl7Endpoint {
  /** Part of the connection sheet. */
  sheet: { mllp: { host: string; port: number }; mllps: { host: string; port: number } };
  close(): Promise<void>;
}

/**
 * Starts a service's MLLP listeners, in the clear and over TLS: messages are read, journalled, refused when an anomaly
 * of the plan says so (see {@link ACKNOWLEDGEMENT_FAULTS}), else decided by the service and acknowledged. The original
 * acknowledgement mode of HL7 v2.5 §2.9.2 is the only one. Throws BANC_LISTEN.
 */
export async function startHl7Endpoint(options: Hl7EndpointOptions): Promise<Hl7Endpoint> {
  const { service, environment, ports, limits } = options;
  const { bind, publicHost, portBase, journal, faults, pki } = environment;
  const { server } = pki.certificates;
  const common = {
    service,
    bind,
    journal,
    faults,
    handle: (message: ReceivedMllpMessage) => Promise.resolve(answerHl7(options, message)),
    ...(limits === undefined ? {} : { limits }),
  };
  const mllp = await startMllpListener({ ...common, port: portFor(ports.mllp, portBase) });
  try {
    const mllps = await startMllpListener({
      ...common,
      port: portFor(ports.mllps, portBase),
      tls: {
        options: { key: server.keyPem, cert: server.chainPem, ca: pki.caPem, minVersion: 'TLSv1.2' },
        isRevoked: pki.isRevoked,
      },
    });
    return {
      sheet: { mllp: { host: publicHost, port: mllp.port }, mllps: { host: publicHost, port: mllps.port } },
      close: async () => {
        await Promise.all([mllp.close(), mllps.close()]);
      },
    };
  } catch (error) {
    await mllp.close();
    throw error;
  }
}

function answerHl7(options: Hl7EndpointOptions, { bytes }: ReceivedMllpMessage): MllpAnswer {
  const { service, environment, transactions } = options;
  const now = environment.clock.now();
  const facts = hl7Facts(bytes);
  if (facts === undefined) {
    const reason = 'ce bloc MLLP ne contient pas un message HL7 v2 (il ne commence pas par MSH)';
    return {
      exchange: { line: firstLine(bytes), keys: {}, summary: `Message refusé : ${reason}`, unexpected: reason },
      reply: acknowledge(NOTHING_READ, refused('100', 'MSH^1'), now),
      readable: false,
    };
  }
  const { transaction, keys, line, kind } = facts;
  const notes = { line, transaction, keys, tolerated: facts.tolerated };
  if (!transactions.includes(transaction)) {
    const known = transactions.some((one) => one.startsWith(`${kind.code.toLowerCase()}-`));
    const reason = `${kind.code}^${kind.event} n’est pas attendu ici`;
    return {
      exchange: { ...notes, summary: `Message HL7 v2 refusé : ${reason}`, unexpected: reason },
      reply: acknowledge(facts.message, known ? refused('201', 'MSH^1^9') : refused('200', 'MSH^1^9'), now),
    };
  }
  const fault = environment.faults.take(service, transaction, keys, ACKNOWLEDGEMENT_FAULTS);
  const refusal = refusalUnder(fault);
  const reception: Hl7Reception =
    refusal === undefined
      ? options.receive(facts, bytes)
      : { decision: refusal, summary: `${line} : refusé, ${refusal.code} (anomalie prévue)` };
  const { decision, summary, tolerated = [], afterwards } = reception;
  return {
    exchange: {
      ...notes,
      keys: { ...keys, ...reception.keys },
      summary,
      tolerated: [...facts.tolerated, ...tolerated],
      ...(fault === undefined ? {} : { fault: fault.kind }),
    },
    reply: acknowledge(facts.message, decision, now, fault),
    ...(afterwards === undefined ? {} : { afterwards }),
  };
}

/** Stands for a message that could not be read, so that its refusal has a header. */
const NOTHING_READ = parseEr7('MSH|^~\\&|||BANC|BANC|||ACK|||2.6|||||FRA|UNICODE UTF-8\r');
