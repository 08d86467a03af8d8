/**
 * Runs the simulated clouds until it is stopped.
 *
 * Usage: cli.ts [--json] [--cameras N] [--seed S] [--port P] [--media-port P] [--control-port P] [--footage DIR]
 *               [--line-ms N] [--voices] [--no-media] [--until-stdin-closes]
 */
import { parseArgs } from 'node:util';
import { startSimulator } from './simulator.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';

const USAGE =
  'usage: simulator [--json] [--cameras N] [--seed S] [--port P] [--media-port P] [--control-port P] ' +
  '[--footage DIR] [--line-ms N] [--voices] [--no-media] [--until-stdin-closes]';

interface Flags {
  readonly options: SimulatorOptions;
  readonly isJson: boolean;
  readonly endsWithStdin: boolean;
}

function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      cameras: { type: 'string' },
      seed: { type: 'string' },
      port: { type: 'string' },
      'media-port': { type: 'string' },
      'control-port': { type: 'string' },
      footage: { type: 'string' },
      'line-ms': { type: 'string' },
      voices: { type: 'boolean', default: false },
      'no-media': { type: 'boolean', default: false },
      'until-stdin-closes': { type: 'boolean', default: false },
    },
  });
  const options: SimulatorOptions = {
    ...whole('cameras', '--cameras', values.cameras),
    ...whole('seed', '--seed', values.seed),
    ...whole('apiPort', '--port', values.port),
    ...whole('mediaPort', '--media-port', values['media-port']),
    ...whole('controlPort', '--control-port', values['control-port']),
    ...whole('lineMs', '--line-ms', values['line-ms']),
    ...(values.footage === undefined ? {} : { footageDir: values.footage }),
    speaks: values.voices,
    hasMedia: !values['no-media'],
  };
  return { options, isJson: values.json, endsWithStdin: values['until-stdin-closes'] };
}

function whole<K extends string>(key: K, flag: string, text: string | undefined): { [key in K]?: number } {
  if (text === undefined) return {};
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${flag} takes a whole number, not ${JSON.stringify(text)}`);
  return { [key]: Number(text) } as { [key in K]: number };
}

function describe(simulator: Simulator): string {
  const lines = Object.entries(simulator.clouds).flatMap(([id, cloud]) => [
    `${id}  ${cloud.endpoint}`,
    ...Object.entries(cloud.credentials).map(([name, value]) => `    ${name}  ${value}`),
  ]);
  return [...lines, `control  ${simulator.control}`, `media  ${simulator.mediaOrigin ?? 'none'}`, ''].join('\n');
}

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  const simulator = await startSimulator(flags.options);
  const { clouds, control } = simulator;
  process.stdout.write(flags.isJson ? `${JSON.stringify({ clouds, control })}\n` : describe(simulator));

  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (!flags.endsWithStdin) return;
    process.stdin.once('end', resolve).once('close', resolve).once('error', resolve).resume();
  });
  process.stdin.pause();
  await simulator.close();
}

try {
  await main();
} catch (e) {
  process.stderr.write(`simulator: ${e instanceof Error ? e.message : String(e)}\n${USAGE}\n`);
  process.exitCode = 1;
}
