/** A mailbox as a header names it: its label decoded ('' without one), its address as written. */
export interface MailAddress {
  name: string;
  address: string;
}

/** One header field, exactly as received. */
export interface HeaderLine {
  /** Lower case: `x-mss-nil`. */
  name: string;
  /** Unfolded, not decoded, trimmed. Bytes that are not UTF-8 read as U+FFFD. */
  value: string;
  /** As on the wire, folding and line ends included (without the last one), one character a byte. */
  raw: string;
}

/** One node of the body, outermost first: what a reader needs to see how a mail is made. */
export interface MailPart {
  /** Lower case, without parameters: `multipart/mixed`. */
  contentType: string;
  /** As written: `UTF-8`; undefined when the part does not say. */
  charset?: string;
  /** Lower case: `base64`, `quoted-printable`, `8bit`; undefined when the part does not say. */
  encoding?: string;
  /** Lower case: `attachment`, `inline`; undefined when the part does not say. */
  disposition?: string;
  /** Decoded (RFC 2231, or RFC 2047 as many wrongly do). */
  filename?: string;
  /** `report-type` of a multipart/report. */
  reportType?: string;
  headers: HeaderLine[];
  /** Decoded text of a part displayed with the message, lines ended by \n. */
  text?: string;
  /** Decoded bytes of any other leaf, a `message/rfc822` included. */
  content?: Buffer;
  children: MailPart[];
}

/** A leaf that is not displayed text: a file, or a message inside the message. */
export interface MailAttachment {
  filename: string | undefined;
  contentType: string;
  encoding: string | undefined;
  disposition: string | undefined;
  content: Buffer;
}

/** What a mail does that MIME or RFC 5322 forbids, and that reading tolerated. */
export interface MailOddity {
  code:
    | 'header-8bit'
    | 'header-not-utf8'
    | 'header-line-too-long'
    | 'encoded-word-line-too-long'
    | 'header-line-broken'
    | 'header-misspelled'
    | 'header-repeated'
    | 'header-missing'
    | 'date-invalid'
    | 'message-id-invalid'
    | 'bare-line-feed'
    | 'boundary-dash'
    | 'boundary-not-closed'
    | 'base64-invalid'
    | 'charset-unknown';
  /** Where, in a few words taken from the mail: a header name, a part. */
  where: string;
}

/** A mail as received. `raw` is the evidence; everything else is read from it. */
export interface Mail {
  raw: Buffer;
  headers: HeaderLine[];
  from: MailAddress[];
  sender: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  dispositionNotificationTo: MailAddress[];
  returnReceiptTo: MailAddress[];
  /** Decoded; '' when absent. */
  subject: string;
  /** As written, angle brackets included; undefined when absent. */
  messageId: string | undefined;
  inReplyTo: string[];
  references: string[];
  /** Undefined when absent or unreadable. */
  date: Date | undefined;
  body: MailPart;
  /** Displayed text parts, in order. */
  texts: { contentType: string; charset: string | undefined; text: string }[];
  attachments: MailAttachment[];
  oddities: MailOddity[];
}
