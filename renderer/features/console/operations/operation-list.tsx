/** The side panel of the console: every operation of every cloud, sought in both languages at once. */
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { VENDOR_CODES, VENDOR_IDS } from '../../../../preload/domain/vendor.ts';
import { useText } from '../../../i18n/i18n.ts';
import { filterVendor, loadOperations, useConsole, consoleSearchFocused } from '../model/console.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { useKeys } from '../../../state/actions/shortcuts.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { clearing } from '../../../ui/form/clear-search.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import '../console.css';
import { OperationTree } from './operation-tree.tsx';
import { countOperations, listRows, termsOf, type VendorOperations } from './operation-rows.ts';

export function OperationList() {
  const t = useText();
  const { catalogues, query, vendorFilter, closed } = useConsole();
  const enterRef = useRef<(() => void) | null>(null);
  useEffect(() => void loadOperations(), []);
  const clouds = useMemo(() => {
    const shown = VENDOR_IDS.filter((vendor) => vendorFilter === null || vendor === vendorFilter);
    return shown.map((vendor) => ({ vendor, operations: catalogues[vendor]?.operations ?? [] }));
  }, [catalogues, vendorFilter]);
  const terms = useMemo(() => termsOf(query), [query]);
  const rows = useMemo(() => listRows(clouds, terms, closed), [clouds, terms, closed]);
  const isReading = VENDOR_IDS.some((vendor) => (catalogues[vendor]?.load.status ?? 'loading') === 'loading');
  return (
    <>
      <div className="ph">
        <h2>{t('console.names.side')}</h2>
      </div>
      <SearchField onLeave={() => enterRef.current?.()} />
      <VendorFilter />
      <ReadingFailures />
      {rows.length > 0 ? (
        <OperationTree rows={rows} terms={terms} enterRef={enterRef} />
      ) : isReading ? (
        <SkeletonRows label={t('console.list.reading')} rows={12} />
      ) : (
        <NoMatch />
      )}
      <Foot clouds={clouds} terms={terms} />
    </>
  );
}

function SearchField({ onLeave }: { readonly onLeave: () => void }) {
  const t = useText();
  const query = useConsole((state) => state.query);
  const input = useRef<HTMLInputElement>(null);
  useFocusRequests(input);
  const keys = useKeys('app.find');
  const setQuery = (text: string): void => useConsole.setState({ query: text });
  return (
    <div className="co-search">
      <label className="fld sm">
        <Icon name="search" size={14} />
        <input
          ref={input}
          type="search"
          value={query}
          placeholder={t('console.list.search')}
          aria-label={t('console.start.search')}
          aria-keyshortcuts={keys.aria}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setQuery('');
            else if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.nativeEvent.isComposing)) onLeave();
            else return;
            event.preventDefault();
          }}
        />
        {query === '' ? (
          <span className="lo">{keys.text === undefined ? null : <Kbd keys={keys.text} />}</span>
        ) : (
          <IconButton icon="x" size={12} label={t('console.list.clear')} onClick={clearing(() => setQuery(''))} />
        )}
      </label>
    </div>
  );
}

/** Ctrl F from anywhere, and the slash while nothing is typed into. */
function useFocusRequests(input: RefObject<HTMLInputElement | null>): void {
  const wantsFocus = useConsole((state) => state.wantsSearch);
  useEffect(() => {
    if (!wantsFocus) return;
    input.current?.focus();
    input.current?.select();
    consoleSearchFocused();
  }, [wantsFocus, input]);
}

function VendorFilter() {
  const t = useText();
  const vendorFilter = useConsole((state) => state.vendorFilter);
  const options = [
    { value: 'all', label: t('console.list.all') },
    ...VENDOR_IDS.map((vendor) => ({ value: vendor, label: VENDOR_CODES[vendor] })),
  ];
  return (
    <div className="co-filter">
      <Segmented
        label={t('console.list.clouds')}
        options={options}
        value={vendorFilter ?? 'all'}
        onChange={(value) => filterVendor(VENDOR_IDS.find((vendor) => vendor === value) ?? null)}
      />
    </div>
  );
}

/** One failure stands for all: it is main that does not answer. */
function ReadingFailures() {
  const catalogues = useConsole((state) => state.catalogues);
  for (const vendor of VENDOR_IDS) {
    const load = catalogues[vendor]?.load;
    if (load?.status !== 'failed') continue;
    return (
      <div className="co-failure">
        <ErrorText error={load.error} onAction={() => void loadOperations()} />
      </div>
    );
  }
  return null;
}

function NoMatch() {
  const t = useText();
  const { query, vendorFilter } = useConsole();
  const words = query.trim();
  if (words === '') return <div className="grow" />;
  const isNarrowed = vendorFilter !== null;
  const clear = (): void => (isNarrowed ? filterVendor(null) : useConsole.setState({ query: '' }));
  return (
    <div className="co-none" role="status">
      <p>
        {vendorFilter === null
          ? t('console.list.none', { query: words })
          : t('console.list.noneIn', { query: words, cloud: t(`shell.vendors.${vendorFilter}`) })}
      </p>
      <button type="button" className="lnk" onClick={clearing(clear)}>
        {t(isNarrowed ? 'console.list.inAll' : 'console.list.clear')}
      </button>
    </div>
  );
}

interface FootProps {
  readonly clouds: readonly VendorOperations[];
  readonly terms: readonly string[];
}

function Foot({ clouds, terms }: FootProps) {
  const t = useText();
  const total = countOperations(clouds, []);
  const found = countOperations(clouds, terms);
  return (
    <p className="co-foot" role="status">
      {terms.length === 0 ? t('console.list.count', { count: total }) : t('console.list.found', { found, total })}
    </p>
  );
}
