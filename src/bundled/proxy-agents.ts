// Agents that lead Node's HTTP clients through a proxy. The build makes one file of them.
export { HttpProxyAgent } from 'http-proxy-agent';
export { HttpsProxyAgent } from 'https-proxy-agent';
