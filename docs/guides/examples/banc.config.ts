import { defineConfig } from 'banc-segur';

/** Un DPI Web qui tourne sur une autre machine que le banc, paramétré une fois pour toutes avec des ports fixes. */
export const config = defineConfig({
  sut: {
    vendor: 'Éditeur d’exemple',
    product: 'DPI d’exemple',
    version: '4.2.0',
    actor: 'dpi',
    profiles: ['Général', 'IAM', 'BAL PER-ORG'],
    baseUrl: 'http://dpi.exemple.test:8080',
    healthUrl: 'http://dpi.exemple.test:8080/health',
  },
  adapter: './banc.adapter.ts',
  concurrency: 1,
  settings: {
    patientsPath: '/patients',
    statistics: {
      columns: { type: 'Nature du document', month: 'Période', 'dmp.success': 'DMP OK', 'dmp.failure': 'DMP KO' },
      types: { 'Courrier de sortie': '11490-0' },
      wanted: ['11490-0', '34874-8'],
      files: { 'stats-lettres': '11490-0' },
    },
  },
  scenarios: ['./one-rights-request.scenario.ts'],
  listen: { bind: '0.0.0.0', publicHost: 'banc.exemple.test', portBase: 41_000 },
  timeouts: { actionMs: 60_000 },
});
