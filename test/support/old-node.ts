/** For `--import`: tells the launcher that it runs on an old Node; what it starts instead is told nothing. */
export const pretendOldNode = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.9.0'})`;
