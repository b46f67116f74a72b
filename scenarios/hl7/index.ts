/**
 * HL7 v2 messages between a DPI and a PFI: how they are judged, for other themes, and the actions of a DPI.
 * @packageDocumentation
 */
export {};
