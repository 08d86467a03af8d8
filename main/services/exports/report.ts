/** The report of an evidence bundle: one page that every browser shows, in the two languages of the client. */
import { MAX_EXPORT_REQUESTS } from '../../../preload/domain/bounds.ts';
import type { ExportGap, ExportItem, ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';

/** A file of the bundle as the report names it. */
export interface ReportFile {
  /** In the bundle. */
  readonly path: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

interface ReportFacts {
  readonly job: ExportJob;
  readonly madeAtMs: number;
  readonly zone: string;
  readonly fingerprint: string | null;
  readonly clouds: ReadonlyMap<ExportItem, string>;
  /** The recordings and snapshots of each camera. */
  readonly files: ReadonlyMap<ExportItem, readonly ReportFile[]>;
}

const WORDS = {
  'en-US': {
    title: 'Evidence report',
    reason: 'Why it was exported',
    by: 'Exported by',
    at: 'Exported at',
    range: 'Time asked for',
    key: 'Fingerprint of the signing key',
    unsigned: 'not signed: this computer has no keychain',
    camera: 'Camera',
    cloud: 'Account',
    stream: 'Recording',
    places: { cloud: 'in the cloud', device: 'on the device' },
    offset: 'Clock of the camera',
    ahead: (sec: string) => `${sec} s ahead, set by eye`,
    unknown: 'difference not known: no cloud tells it',
    files: 'Files, with SHA-256',
    requests: 'Requests to the cloud',
    gaps: 'Missing',
    none: 'nothing',
    failed: 'not exported',
    reasons: {
      offline: 'camera was off line',
      expired: 'older than today’s retention keeps',
      'not-planned': 'not in today’s recording plan',
      'not-published': 'no reason is known',
      archived: 'archived',
      'not-given': 'the cloud lists the recording and did not give it',
    },
    notes: 'Notes',
    moreNotes: (count: number) => `and ${count} more`,
    earlierRequests: (count: number) => `the last ${count}; earlier ones can be left out`,
    noteKinds: {
      jump: 'the time of the day jumps here, and the file plays on',
      loss: 'a picture did not arrive whole and is left out',
      'left-out': 'pictures that no decoder can show are left out',
      sound: 'sound of a kind that MP4 players do not know is left out',
      'sound-clock': 'sound whose clock is not that of the pictures is left out',
      estimated: 'pictures came without a time: it is counted from their neighbours',
      counted: 'no usable times were told: times are counted by the lengths of the pieces, and gaps can shift them',
    },
    noProof:
      'This bundle is not signed. Its list of files shows whether a file was damaged; whoever changes a file can change the list too. Check it with “Check a bundle” in the client, or with “npm run verify -- FOLDER”.',
    proof:
      'This bundle proves that its files have not changed since the export on this computer. It does not prove what happened before the export. Check it with “Check a bundle” in the client, or with “npm run verify -- FOLDER”.',
  },
  'zh-CN': {
    title: '证据报告',
    reason: '导出原因',
    by: '导出人',
    at: '导出时间',
    range: '请求的时间段',
    key: '签名密钥指纹',
    unsigned: '未签名:本机没有系统密钥库',
    camera: '摄像机',
    cloud: '账号',
    stream: '录像',
    places: { cloud: '云端', device: '设备端' },
    offset: '摄像机时钟',
    ahead: (sec: string) => `快 ${sec} 秒(人工比对)`,
    unknown: '偏差未知:云平台不提供',
    files: '文件及其 SHA-256',
    requests: '向云平台的请求',
    gaps: '缺失时段',
    none: '无',
    failed: '未导出',
    reasons: {
      offline: '摄像机离线',
      expired: '超出当前保存期限',
      'not-planned': '不在当前录像计划内',
      'not-published': '原因未知',
      archived: '已归档',
      'not-given': '云端列出了录像但未提供',
    },
    notes: '说明',
    moreNotes: (count: number) => `另有 ${count} 条`,
    earlierRequests: (count: number) => `最近 ${count} 个，更早的可能未列出`,
    noteKinds: {
      jump: '此处时间跳变，文件连续播放',
      loss: '有一幅画面未完整到达，已略去',
      'left-out': '无法解码的画面已略去',
      sound: 'MP4 播放器不支持的声音已略去',
      'sound-clock': '与画面时钟不一致的声音已略去',
      estimated: '部分画面未带时间，由相邻画面推算',
      counted: '未提供可用的时间，按片段时长推算，间断可能造成偏移',
    },
    noProof:
      '本证据包未签名。文件清单可以显示文件是否损坏，但更改文件的人也可以更改清单。可在客户端用“校验证据包”或用“npm run verify -- FOLDER”校验。',
    proof:
      '本证据包证明其中的文件自在此计算机上导出以来未被更改,不证明导出之前的情况。可在客户端用“校验证据包”或用“npm run verify -- FOLDER”校验。',
  },
} as const;
type Language = keyof typeof WORDS;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\r?\n/g, '<br>');

function timeOf(ms: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone);
  return `${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: 'second' })} ${at.offset} (${zone})`;
}

const rangeOf = ({ fromMs, toMs }: TimeRange, zone: string): string =>
  `${timeOf(fromMs, zone)} – ${timeOf(toMs, zone)}`;

/** A page without script, and without anything that is fetched. */
export function reportHtml(facts: ReportFacts): string {
  const parts = (Object.keys(WORDS) as Language[]).map((language) => sectionOf(facts, language));
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>Evidence report / 证据报告</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}
table{border-collapse:collapse;width:100%;margin:1em 0}td,th{border:1px solid #bbb;padding:.4em .6em;text-align:left;vertical-align:top}
th{width:14em;background:#f4f4f4}code{overflow-wrap:anywhere}h2{margin-top:2em}@media print{h2{break-after:avoid}}</style></head>
<body>${parts.join('<hr>')}</body></html>
`;
}

/** Lists the notes on pieces of the footage by the clouds, the player and the writer. */
function notesIn({ notes, moreNotes }: ExportItem, zone: string, language: Language): string {
  const words = WORDS[language];
  const lines = notes.map(({ kind, fromMs, toMs }) => {
    const times = [fromMs, toMs].flatMap((ms) => (ms === null ? [] : [timeOf(ms, zone)])).join(' – ');
    return escaped(`${times === '' ? '' : `${times}: `}${words.noteKinds[kind]}`);
  });
  return [...lines, ...(moreNotes === 0 ? [] : [words.moreNotes(moreNotes)])].join('<br>') || words.none;
}

/** Lists the ids of the requests, and that earlier ones can be missing where as many are stored as the client stores. */
function requestsIn({ requestIds }: ExportItem, language: Language): string {
  const words = WORDS[language];
  const isFull = requestIds.length >= MAX_EXPORT_REQUESTS;
  const cut = isFull ? [escaped(words.earlierRequests(MAX_EXPORT_REQUESTS))] : [];
  return listOf([...cut, ...requestIds.map(codeOf)], words.none);
}

const listOf = (lines: readonly string[], none: string): string => lines.join('<br>') || escaped(none);

const codeOf = (text: string): string => `<code>${escaped(text)}</code>`;

function sectionOf({ job, madeAtMs, zone, fingerprint, clouds, files }: ReportFacts, language: Language): string {
  const words = WORDS[language];
  const row = (head: string, cell: string): string => `<tr><th>${escaped(head)}</th><td>${cell}</td></tr>`;
  const facts = [
    row(words.reason, escaped(job.reason)),
    row(words.by, escaped(job.madeBy)),
    row(words.at, escaped(timeOf(madeAtMs, zone))),
    row(words.range, escaped(rangeOf(job.range, zone))),
    row(words.key, fingerprint === null ? escaped(words.unsigned) : codeOf(fingerprint)),
  ];
  const cameras = job.items.map((item) => {
    const { number, camera, place, offsetMs, gaps } = item;
    const own = (files.get(item) ?? []).map(({ path, sha256 }) => `${codeOf(path)}<br>${codeOf(sha256)}`);
    const offset = offsetMs === null ? words.unknown : words.ahead((offsetMs / 1_000).toFixed(1));
    const gapOf = (gap: ExportGap): string => escaped(`${rangeOf(gap, zone)}: ${words.reasons[gap.reason]}`);
    const missing = item.state === 'done' ? gaps.map(gapOf).join('<br>') || words.none : escaped(words.failed);
    return `<h2>${escaped(`${words.camera} ${number ?? ''} ${camera}`)}</h2><table>${[
      row(words.cloud, escaped(clouds.get(item) ?? '')),
      row(words.stream, escaped(words.places[place])),
      row(words.offset, escaped(offset)),
      row(words.files, listOf(own, words.none)),
      row(words.requests, requestsIn(item, language)),
      row(words.gaps, missing),
      row(words.notes, notesIn(item, zone, language)),
    ].join('')}</table>`;
  });
  return `<section lang="${language}"><h1>${words.title}</h1><table>${facts.join('')}</table>${cameras.join('')}<p>${escaped(fingerprint === null ? words.noProof : words.proof)}</p></section>`;
}
