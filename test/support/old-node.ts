/** For `--import`: tells the launcher that it runs on an old Node; what it starts instead is told nothing. */
export const pretendOldNode = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.9.0'})`;

/** For `--import`: takes from the modules that are imported next what Node got with 22.15. */
export const withoutZstd = `data:text/javascript,import zlib from 'node:zlib';delete zlib.zstdDecompressSync;delete zlib.zstdCompressSync`;
