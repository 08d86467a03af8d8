/**
 * How much is taken from outside where streams, recordings, files and evidence are read. Each figure is well above what
 * cameras, clouds and this client make, and low enough that one hostile server or file cannot take the memory or the time
 * of the rest. The table of docs/bounds.md has a row for each of them, and a test compares both.
 */
const KIB = 1_024;
const MIB = 1_024 * KIB;
const GIB = 1_024 * MIB;
const DAY_MS = 86_400_000;

// Streams and playlists of media servers
/** One HLS playlist as the server sends it. */
export const MAX_PLAYLIST_BYTES = MIB;
/** Characters of one line of a playlist. */
export const MAX_LINE_CHARACTERS = 16 * KIB;
/** Segments of one playlist: at four seconds each, 22 hours of a recording. */
export const MAX_SEGMENTS = 20_000;
/** Segments that are kept of a recording that still grows (EVENT): at two seconds each, two hours. */
export const MAX_GROWING_SEGMENTS = 4_000;
/** Variants and alternative tracks of a master playlist. */
export const MAX_RENDITIONS = 32;
/** Keys in a row, alternatives for the same segments. */
export const MAX_KEYS_IN_A_ROW = 4;
/** All addresses and keys of a playlist written out, each segment with its own: short lines can grow a thousandfold. */
export const MAX_PLAYLIST_EXPANDED = 16 * MIB;
/** One segment: half a minute of the largest main stream. */
export const MAX_SEGMENT_BYTES = 64 * MIB;
/** An encryption key: it has 16 bytes, and what surrounds it is small. */
export const MAX_KEY_BYTES = 64 * KIB;
/** An initialisation section. */
export const MAX_INIT_BYTES = MIB;
/** Pictures and sound frames of one segment. */
export const MAX_SEGMENT_SAMPLES = 20_000;
/** NAL units of one picture. */
export const MAX_NAL_UNITS = 1_024;
/** One FLV tag or RTMP message: larger than any key frame. */
export const MAX_TAG_BYTES = 8 * MIB;
/** Script data, such as `onMetaData`. */
export const MAX_METADATA_BYTES = MIB;
/** A sequence header of video or sound. */
export const MAX_HEADER_BYTES = 16 * KIB;
/** One piece of G.711 in the window: eight seconds of one channel. */
export const MAX_SOUND_TAG_BYTES = 64 * KIB;
/** The coded sound that the window keeps beside the pictures of one camera: four minutes of G.711 and more. */
export const MAX_SHELF_BYTES = 4 * MIB;
/** Key frames that one ring remembers: 36 s of a camera that sends nothing but key frames. */
export const MAX_RING_KEYS = 2_000;
/** Target duration of a playlist, and length of a segment: a longer target duration must be an error: the playlist would be asked for again after a day. No segment is longer either. */
export const MAX_TARGET_SEC = 3_600;
/** Redirects of a media server, all on the same host. */
export const MAX_REDIRECTS = 3;
/** A segment that is kept for clips: ten seconds of the largest main stream; the content of a larger segment is not kept for clips. */
export const MAX_CLIP_SEGMENT_BYTES = 32 * MIB;
/** RTMP messages that are not complete yet: of one connection, together. */
export const MAX_RTMP_HELD_BYTES = 16 * MIB;
/** Chunk streams of one RTMP connection. */
export const MAX_CHUNK_STREAMS = 64;
/** One RTMP command. */
export const MAX_COMMAND_BYTES = 64 * KIB;
/** Values in each other in an RTMP command or in script data. */
export const MAX_AMF0_DEPTH = 16;
/** Bytes that wait for one viewer: above this a viewer gets nothing more until it has drained. */
export const MAX_BUFFERED_BYTES = 2 * MIB;
/** Pictures since the last key frame that are kept for new viewers. */
export const MAX_GOP_BYTES = 12 * MIB;
/** Characters of a host of media with its port: a name has 253 at most. */
export const MAX_MEDIA_HOST = 270;
/** Hosts of one account whose pictures are taken over plain http, whose certificate is trusted, and that were refused. */
export const MAX_MEDIA_HOSTS = 32;
/** Characters of a certificate of a host of media that a person trusts, as PEM. */
export const MAX_CERTIFICATE_CHARS = 16 * KIB;
/** Characters of a name in such a certificate that are shown and stored. */
export const MAX_CERTIFICATE_NAME = 200;
/** Authorities that a person added by file. */
export const MAX_AUTHORITIES = 32;
/** Certificates of authorities in one file. */
export const MAX_AUTHORITIES_PER_FILE = 8;
/** Characters of a file of authorities. */
export const MAX_AUTHORITY_FILE = 128 * KIB;
/** Characters of the address of a proxy, and of one exception. */
export const MAX_PROXY_ADDRESS = 270;
/** Exceptions that are reached without the proxy. */
export const MAX_PROXY_EXCEPTIONS = 64;
/** Characters of the user or of the password of a proxy. */
export const MAX_PROXY_SIGN_IN = 1024;
/** Servers that one test of the way asks. */
export const MAX_PROXY_TESTS = 8;

// Recordings: lists, players, key pictures
/** Recordings of one list of a cloud: seven days with one every ten seconds. */
export const MAX_LISTED_RECORDINGS = 60_000;
/** Recordings of one day in such a list: one every nine seconds, all day long; a longer list is made to keep main busy. */
export const MAX_DAY_RECORDINGS = 10_000;
/** Recordings that a window gets of a range: what lies beyond is unknown to it. */
export const MAX_SENT_RECORDINGS = 20_000;
/** Limit of pieces of known coverage: one for each recording, one for each gap, and some for the edges. */
export const MAX_SENT_COVERAGE = 2 * MAX_SENT_RECORDINGS + 2_000;
/** Recordings that are written or deleted between two yields of main: a PTZ stop waits no longer than for these. */
export const RECORDINGS_WRITTEN_AT_ONCE = 500;
/** Recordings that are read between two yields of main. */
export const RECORDINGS_READ_AT_ONCE = 2_000;
/** Range of one question of a window for recordings: a calendar month with its edges. */
export const MAX_RECORDINGS_RANGE_MS = 40 * DAY_MS;
/** Range of one question of a cloud for recordings. */
export const MAX_RECORDINGS_PIECE_MS = 7 * DAY_MS;
/** Wait for the answer to such a question: from a question, or from an answer for a part of its range, to the next answer. The time before a question has its turn does not count. */
export const RECORDINGS_ANSWER_LIMIT_MS = 60_000;
/**
 * Age of footage whose recordings are stored: older ones are deleted at the start, and asked for again when somebody
 * looks there.
 */
export const RECORDINGS_KEPT_MS = 400 * DAY_MS;
/** Bytes that wait for the first picture of a recording of a device: before it nothing goes to the viewer, who therefore makes nobody wait. */
export const MAX_BEFORE_PICTURE_BYTES = 8 * MIB;
/** The beginning of a segment that is fetched for its key picture. */
export const MAX_KEY_PICTURE_BYTES = 2 * MIB;
/** Pictures between two key frames that are sent to a page: a minute of five pictures a second, or twelve seconds of 25. */
export const MAX_GROUP_PICTURES = 300;
/** The pictures between two key frames that are sent to a page. */
export const MAX_GROUP_BYTES = 16 * MIB;
/** Decoded pictures of all cameras of a page: a camera holds two segments. */
export const MAX_DECODED_BYTES = 192 * MIB;
/** Cameras of one order to bring footage back: more cameras than a task of any cloud can have. */
export const MAX_RETRIEVED_CAMERAS = 256;
/** Characters of the note of a bookmark. */
export const MAX_BOOKMARK_TEXT = 500;
/** Tags of one bookmark. */
export const MAX_BOOKMARK_TAGS = 10;
/** Characters of a tag. */
export const MAX_TAG_CHARS = 40;
/** Characters of the name of who set a bookmark. */
export const MAX_BOOKMARK_AUTHOR = 100;
/** Cameras of one bookmark. */
export const MAX_BOOKMARK_CAMERAS = 16;
/** Bookmarks of this computer. */
export const MAX_BOOKMARKS = 100_000;

// Files that a user opens
/** A file of footage that is opened: 32 times what an hour at 16 Mbit/s takes. */
export const MAX_MOVIE_FILE_BYTES = 256 * GIB;
/** Script data at the beginning of an FLV file. */
export const MAX_FLV_RECORD_BYTES = 64 * KIB;
/** Pictures of an FLV file: nine hours at 30 pictures a second. */
export const MAX_FLV_PICTURES = 1_000_000;
/** Files that are opened at once. */
export const MAX_OPEN_FILES = 500;
/** Folders in each other in a folder that is opened. */
export const MAX_OPEN_DEPTH = 16;
/** Entries of a folder that is opened, those of its folders included. */
export const MAX_OPEN_ENTRIES = 20_000;

/** A workbook with new devices that a user sends to a cloud: one of 5,000 rows has less than a megabyte. */
export const MAX_WORKBOOK_BYTES = 16 * MIB;
/** A workbook that a cloud answers, such as the list of all its devices. */
export const MAX_WORKBOOK_ANSWER_BYTES = 64 * MIB;

/** A file that goes up with a call of the API console: workbooks and certificates have a few megabytes at most. */
export const MAX_CONSOLE_UPLOAD_BYTES = 16 * MIB;
/** The files that clouds answered to the API console and that wait to be saved, for each window. */
export const MAX_CONSOLE_DOWNLOAD_BYTES = 64 * MIB;

// Jobs over the rows of a file
/** Rows of one job: more people than any device takes. */
export const MAX_JOB_ROWS = 200_000;
/** Rows of a job that one request brings or asks for. */
export const MAX_JOB_ROWS_AT_ONCE = 2_000;
/** Columns of the file of a job. */
export const MAX_JOB_COLUMNS = 256;
/** A file with the rows of an import: 100,000 people with all their values take less. */
export const MAX_ROWS_FILE_BYTES = 64 * MIB;
/** Parts of a workbook with the rows of an import, pictures in its cells included. */
export const MAX_TABLE_PARTS = 20_000;
/** One part of such a workbook, unpacked: 200,000 rows with all values take less. */
export const MAX_TABLE_PART_BYTES = 128 * MIB;
/** All parts of such a workbook that are read, unpacked. */
export const MAX_TABLE_BYTES = 192 * MIB;
/** Cells of the sheet that is read, empty ones between values included. */
export const MAX_TABLE_CELLS = 4_000_000;
/** All texts of the sheet that is read, in characters. */
export const MAX_TABLE_CHARS = 64 * MIB;
/** Of one cell, in characters: longer than any documented value. */
export const MAX_TABLE_CELL_CHARS = 2_048;
/** Elements in each other in a part of a workbook; Excel writes about ten. */
export const MAX_TABLE_DEPTH = 64;
/** Sheets of a workbook, and those that are named because they are not read. */
export const MAX_SHEETS = 1_000;
export const MAX_NAMED_SHEETS = 20;
/** Of the file with the rows that an import left out, in one request, in characters. */
export const MAX_ROWS_PIECE_CHARS = 250_000;
/** Changes of the states of cameras that are kept, and for how long. */
export const MAX_STATE_CHANGES = 500_000;
export const HISTORY_MS = 90 * 86_400_000;
/** Changes of one camera, and times of watching, in one answer. */
export const MAX_HISTORY_ROWS = 500;
/** Cameras in one answer about when each was off line last. */
export const MAX_OFFLINE_ROWS = 2_000;
/** Pictures of a folder or a ZIP file of an import; a ZIP file of the old form names no more. */
export const MAX_PICTURE_FILES = 200_000;
/** One picture of an import, packed and unpacked: a photo of a phone has a tenth of it. */
export const MAX_PICTURE_FILE_BYTES = 20 * MIB;
/** Entries of the file of an exported list without a picture that are named on the screen; the file names all. */
export const MAX_SHOWN_EXPORT_ROWS = 200;
/** The file of an exported list that a page saves by itself: in memory until the page has it. */
export const MAX_EXPORT_DOWNLOAD_BYTES = 512 * MIB;
/** Headings of imported files whose meaning is remembered; those that were remembered first go. */
export const MAX_REMEMBERED_COLUMNS = 500;
/** Jobs in the list of jobs: before another job is made, one has to be removed. */
export const MAX_JOBS = 200;

// Exports and evidence
/** Cameras of one export: more than a wall shows at once, and few enough for one list. */
export const MAX_EXPORT_CAMERAS = 64;
/** Range of one export. */
export const MAX_EXPORT_MS = 7 * DAY_MS;
/** Characters of the purpose of an export. */
export const MAX_EXPORT_REASON = 2_000;
/** Characters of the name of who exports. */
export const MAX_EXPORT_AUTHOR = 128;
/** A playlist that an export reads: the gateway writes its own playlists; a window of two hours has less than this. */
export const MAX_EXPORT_PLAYLIST_BYTES = 8 * MIB;
/** A file that an export downloads: a file of half an hour of the largest main stream. */
export const MAX_EXPORT_FILE_BYTES = 16 * GIB;
/** The journal of an export: a larger file is no journal of ours: a mark has some KB, and an export of a day some thousand marks. */
export const MAX_JOURNAL_BYTES = 128 * MIB;
/** Notes about the footage of one camera of an export, in its list: the rest is counted. */
export const MAX_EXPORT_NOTES = 100;
/** Ids of requests that are stored of one camera, the latest ones. Seven days of pieces of half an hour are 336. */
export const MAX_EXPORT_REQUESTS = 1_000;
/** Notes that the writer of one file holds. */
export const MAX_WRITTEN_NOTES = 10_000;
/** Pictures that wait until their order is known. */
export const MAX_UNORDERED_BYTES = 8 * MIB;
/** The tables of an MP4 file: the tables of a day and a half at 25 pictures a second. */
export const MAX_MOVIE_BYTES = 64 * MIB;
/** Boxes of one level of an MP4 file. */
export const MAX_MOVIE_BOXES = 64;
/** Pictures and sound frames of an MP4 file. */
export const MAX_MOVIE_SAMPLES = 16_000_000;
/** Pictures in one piece of a copy: more than the rows of one piece of the smallest pictures need. */
export const MAX_COPY_PICTURES = 1_000;
/** One picture of a copy: the largest picture of a camera of 12 megapixels is smaller. */
export const MAX_COPY_PICTURE_BYTES = 16 * MIB;
/** Width and height of a picture of a copy: pictures of the copy are as large as those of the file, with the words below. */
export const MAX_COPY_SIDE_PX = 16_384;
/** The list of a bundle: a list with 20,000 files is smaller. */
export const MAX_MANIFEST_BYTES = 16 * MIB;
/** Files that the list of a bundle names. */
export const MAX_MANIFEST_FILES = 20_000;
/** The signature of a bundle: with its key it has some 300 bytes. */
export const MAX_SIGNATURE_BYTES = 4 * KIB;
/** Folders of a bundle: a folder for each camera and each day; no export comes near. */
export const MAX_BUNDLE_FOLDERS = 5_000;
/** Folders in each other in a bundle. */
export const MAX_BUNDLE_DEPTH = 16;
/** Unpacked bytes for each packed byte of a bundle: footage cannot be packed tighter; a list of files is packed ten times at most. */
export const MAX_BUNDLE_RATIO = 40;
/** One piece of a dropped file: as base64 it fits into one request. */
export const MAX_PIECE_BYTES = 512 * KIB;
/** Characters of a path in a bundle. */
export const MAX_BUNDLE_PATH_CHARS = 512;
/** Characters of one name in such a path. */
export const MAX_BUNDLE_PART_CHARS = 200;
/** Files of a bundle that is dropped or chosen. */
export const MAX_DROPPED_FILES = 5_000;
/** The bytes of all files of a bundle that is dropped or chosen. */
export const MAX_DROPPED_BYTES = 64 * GIB;

// Snapshots and saved files
/** One snapshot of a page. */
export const MAX_SNAPSHOT_BYTES = 64 * MIB;
/** The answer to the fetch of one picture that a cloud had a camera take. */
export const MAX_PICTURE_ANSWER_BYTES = 6 * MIB;
/** Snapshots that one window orders in a minute: each snapshot is an address that takes a file: a page that asks without end would fill the disk. */
export const MAX_SNAPSHOTS_A_MINUTE = 60;
/** Files in the list of saved files: the oldest leave the list. */
export const MAX_SAVED_FILES = 500;
/** Cameras whose saved files are looked for with the words of one query. */
export const MAX_LIBRARY_CAMERAS = 500;
/** One file that a page is given to save. */
export const MAX_DOWNLOAD_BYTES = 256 * MIB;
/** A saved file that is shown inside the client: an hour of a sub-stream. A larger one is opened from its folder. */
export const MAX_SHOWN_BYTES = GIB;
