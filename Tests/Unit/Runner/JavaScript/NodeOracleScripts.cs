namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>Expressions for <see cref="NodeOracleTests"/>, one a line.</summary>
internal static class NodeOracleScripts
{
    private const string Text = """"
        Buffer.from('héllo €😀').toString('hex')
        Buffer.from('héllo €😀', 'utf8').toString('base64')
        Buffer.from('héllo €😀').toString('base64url')
        Buffer.from('héllo', 'latin1').toString('hex')
        Buffer.from('héllo', 'ascii').toString('hex')
        Buffer.from('héllo😀', 'utf16le').toString('hex')
        Buffer.from('héllo', 'ucs2').toString('utf16le')
        Buffer.from('\ud800x').toString('hex')
        Buffer.from('48656c6c6f', 'hex').toString()
        Buffer.from('48656c6g6f', 'hex').toString()
        Buffer.from('486', 'hex').toString('hex')
        Buffer.from('aGVsbG8', 'base64').toString()
        Buffer.from('aGVs\nbG8=', 'base64').toString()
        Buffer.from('-_-_', 'base64').toString('hex')
        Buffer.from('+/+/', 'base64url').toString('hex')
        Buffer.from([1, 256, -1, 3.7, '5', 'x']).toString('hex')
        Buffer.from(new Uint16Array([1, 258]))
        Buffer.from(Buffer.from('abc'))
        Buffer.from(new Uint8Array([1, 2, 3]).buffer, 1, 1)
        Buffer.from({ type: 'Buffer', data: [1, 2] })
        Buffer.from(new String('boxed')).toString()
        Buffer.from({ length: 2, 0: 7, 1: 8 })
        Buffer.from(5)
        Buffer.from(null)
        Buffer.from(undefined)
        Buffer.from({})
        Buffer.from('a', 'nope')
        Buffer.from([0xff, 0xfe, 0x41, 0xc3]).toString()
        Buffer.from([0xe2, 0x82, 0x41, 0xf0, 0x9f, 0x98]).toString('utf8')
        Buffer.from([0x80, 0xff, 0x41]).toString('latin1')
        Buffer.from([0x80, 0xff, 0x41]).toString('ascii')
        Buffer.from([0x41, 0, 0x42]).toString('utf16le')
        Buffer.from('hello').toString('utf8', 1, 3)
        Buffer.from('hello').toString('utf8', -5, 100)
        Buffer.from('hello').toString('nope')
        Buffer.alloc(3)
        Buffer.alloc(5, 'ab').toString()
        Buffer.alloc(5, 'YWI=', 'base64').toString()
        Buffer.alloc(3, 7)
        Buffer.alloc('3')
        Buffer.allocUnsafe(4).length
        Buffer.concat([Buffer.from('a'), new Uint8Array([98])]).toString()
        Buffer.concat([Buffer.from('abc'), Buffer.from('def')], 4).toString()
        Buffer.concat([Buffer.from('abc')], 5)
        Buffer.concat([])
        Buffer.concat('x')
        Buffer.concat(['x'])
        [Buffer.byteLength('héllo'), Buffer.byteLength('héllo', 'latin1'), Buffer.byteLength('aGVsbG8=', 'base64'), Buffer.byteLength('abc', 'hex'), Buffer.byteLength('é', 'utf16le'), Buffer.byteLength(new ArrayBuffer(3))]
        Buffer.byteLength(5)
        [Buffer.isBuffer(Buffer.alloc(1)), Buffer.isBuffer(new Uint8Array(1)), Buffer.isEncoding('UTF-8'), Buffer.isEncoding('nope'), Buffer.isEncoding('')]
        [Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.compare(Buffer.from('b'), Buffer.from('a')), Buffer.compare(Buffer.from('a'), Buffer.from('a')), Buffer.compare(Buffer.from('ab'), Buffer.from('a'))]
        Buffer.from('abc').compare(Buffer.from('xabc'), 1)
        Buffer.from('abc').compare(Buffer.from('abc'), 0, 9)
        [Buffer.from('a').equals(Buffer.from('a')), Buffer.from('a').equals(new Uint8Array([97])), Buffer.from('a').equals(Buffer.from('b'))]
        Buffer.from('a').equals('a')
        [Buffer.from('hello').indexOf('l'), Buffer.from('hello').indexOf('l', 3), Buffer.from('hello').indexOf('z'), Buffer.from('hello').indexOf(108), Buffer.from('hello').indexOf(Buffer.from('lo')), Buffer.from('hello').indexOf('o', -2), Buffer.from('hello').indexOf(''), Buffer.from('hello').indexOf('', 9)]
        [Buffer.from('hello').lastIndexOf('l'), Buffer.from('hello').lastIndexOf('l', 2), Buffer.from('hello').lastIndexOf('h', -5), Buffer.from('hello').lastIndexOf('x'), Buffer.from('hello').lastIndexOf(111)]
        [Buffer.from('hello').includes('ell'), Buffer.from('hello').includes('x'), Buffer.from('hello').includes('6c6c', 'hex')]
        Buffer.from('hello').indexOf({})
        (() => { const b = Buffer.alloc(6); return [b.write('héé'), b.write('zz', 4), b.write('ffff', 0, 1, 'hex'), b.toString('hex')]; })()
        (() => { const b = Buffer.alloc(2); return [b.write('€'), b.toString('hex')]; })()
        (() => { const b = Buffer.alloc(3); return [b.write('ab', 'utf16le'), b.toString('hex')]; })()
        Buffer.alloc(2).write('a', 5)
        Buffer.alloc(2).write(5)
        (() => { const a = Buffer.from('abcdef'), b = Buffer.alloc(4); return [a.copy(b, 1, 2, 9), b.toString('hex')]; })()
        Buffer.alloc(2).copy(Buffer.alloc(2), -1)
        Buffer.from('abcdef').fill('xy', 1, 4).toString()
        Buffer.from('abcdef').fill(0x41).toString()
        Buffer.from('abcdef').fill('').toString('hex')
        Buffer.from('abc').fill('zz', 'hex')
        Buffer.from('abcdef').slice(-3, -1).toString()
        (() => { const b = Buffer.from('abc'); b.subarray(1)[0] = 122; return [b.toString(), b.slice(1) instanceof Buffer, b.subarray(1).length]; })()
        JSON.stringify(Buffer.from('hi'))
        ({ b: Buffer.from('hi'), u: new Uint8Array([1, 2]) })
        (() => { const b = Buffer.alloc(8); b.writeUInt16LE(0x1234, 0); b.writeUInt16BE(0x1234, 2); b.writeInt32BE(-5, 4); return [b.toString('hex'), b.readUInt16LE(0), b.readUInt16BE(2), b.readInt32BE(4), b.readInt8(7), b.readUint8(7), b.readUInt32LE(0)]; })()
        (() => { const b = Buffer.alloc(16); b.writeFloatLE(1.5, 0); b.writeFloatBE(-2.25, 4); b.writeDoubleBE(Math.PI, 8); return [b.toString('hex'), b.readFloatLE(0), b.readFloatBE(4), b.readDoubleBE(8)]; })()
        (() => { const b = Buffer.alloc(16); b.writeBigInt64LE(-5n, 0); b.writeBigUInt64BE(5n, 8); return [b.toString('hex'), String(b.readBigInt64LE(0)), String(b.readBigUInt64BE(8))]; })()
        (() => { const b = Buffer.alloc(6); b.writeUIntBE(0x123456789a, 0, 5); b.writeIntLE(-2, 5, 1); return [b.toString('hex'), b.readUIntBE(0, 5), b.readIntLE(3, 3), b.readUIntLE(0, 6)]; })()
        Buffer.alloc(2).readUInt32LE(0)
        Buffer.alloc(4).readUInt32LE(1)
        Buffer.alloc(4).readUInt8(1.5)
        Buffer.alloc(4).readInt8('1')
        Buffer.alloc(4).writeUInt8(256)
        Buffer.alloc(4).writeInt16LE(-40000)
        Buffer.alloc(4).writeUInt32BE(2 ** 32)
        Buffer.from('abcd').swap16().toString()
        Buffer.from('abc').swap16()
        Buffer.from('abcdefgh').swap64().toString()
        [...Buffer.from('ab').entries()]
        Buffer.from('abc').map((x) => x + 1).toString()
        Buffer.from('abc').map((x) => x + 1) instanceof Buffer
        Buffer.of(1, 2, 3)
        new Uint8Array(Buffer.from('abc')).length
        [Buffer.from('abc').reverse().toString(), Buffer.from('cab').sort().toString()]
        new TextEncoder().encode('é€😀')
        new TextEncoder().encodeInto('a€😀', new Uint8Array(5))
        new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length
        new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))
        new TextDecoder().decode(new Uint8Array([0xff, 0x61]))
        new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0, 0x3d, 0xd8, 0, 0xde]))
        new TextDecoder('latin1').encoding
        new TextDecoder('latin1').decode(new Uint8Array([0x61, 0xe9]))
        new TextDecoder('nope')
        (() => { const d = new TextDecoder(); return [d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }), d.decode(new Uint8Array([0xac]), { stream: true }), d.decode()]; })()
        new TextDecoder().decode(new Uint8Array([0x61, 0x62, 0x63]).subarray(1))
        new TextDecoder().decode('x')
        [atob('aGVsbG8='), atob(' aGVs bG8 '), atob('aGVsbG8'), btoa('héllo')]
        btoa('€')
        atob('a')
        btoa(undefined)
        new URL('https://user:pa%20ss@Example.COM:8080/a/./b/../c?q=1#h')
        (({ href, origin, protocol, username, password, host, hostname, port, pathname, search, hash }) => ({ href, origin, protocol, username, password, host, hostname, port, pathname, search, hash }))(new URL('https://user:pa%20ss@Example.COM:8080/a/./b/../c?q=1#h'))
        new URL('../x?y', 'http://a.com/b/c/d').href
        new URL('//b.com/x', 'https://a.com').href
        new URL('?q', 'https://a.com/p?z#f').href
        new URL('#f', 'https://a.com/p?z').href
        new URL('https://a.com:443/').href
        new URL('http://0x7f.1/').hostname
        new URL('http://192.168.257/').hostname
        new URL('http://256.256.256.256/')
        new URL('http://[::1]:80/').host
        new URL('http://[2001:db8:0:0:1:0:0:1]/').hostname
        new URL('http://[::ffff:1.2.3.4]/').hostname
        new URL('http://[1::2::3]/')
        new URL('http://münchen.de/ä?ö#ü').href
        new URL('http://a b/')
        new URL('nonsense')
        new URL('x', 'nonsense')
        new URL('mailto:a@b.c').pathname
        new URL('data:text/plain,hi there').href
        new URL('file:///C|/a/../b').href
        new URL('file://localhost/x').href
        new URL('http:\\\\a.com\\b').href
        new URL('  http://a.com/\n b ').href
        new URL('http://a.com/%7Efoo/%2e%2e/b').href
        new URL("http://a.com/?q='\"<> {}|^`").href
        new URL("http://a.com/a'\"<> {}|^`#'\"<> {}|^`").href
        new URL('foo://a b?x')
        new URL('foo://h/p/../q?x').href
        new URL('blob:https://a.com/x').origin
        [URL.canParse('x:y'), URL.canParse('x'), URL.canParse('/x', 'http://a')]
        (() => { const u = new URL('http://a.com/p'); u.protocol = 'https'; u.host = 'b.org:81'; u.pathname = 'x y'; u.search = 'a=1 2'; u.hash = 'é'; u.username = 'me@'; u.password = 'p:w'; return u.href; })()
        (() => { const u = new URL('http://a.com:81/p?x#y'); u.port = ''; u.search = ''; u.hash = ''; return u.href; })()
        (() => { const u = new URL('http://a.com/'); u.port = '99999'; u.hostname = ''; u.protocol = 'foo'; u.port = '8080x'; return u.href; })()
        (() => { const u = new URL('http://a.com/?a=1'); u.searchParams.append('b', 'c d'); u.searchParams.delete('a'); return [u.href, u.search]; })()
        (() => { const u = new URL('http://a.com/?a=1'); const p = u.searchParams; u.search = '?z=2'; return [p.get('z'), p.get('a'), p.toString()]; })()
        (() => { const u = new URL('http://a.com/'); u.href = 'nope'; })()
        new URLSearchParams('?a=1&b=2&a=3&c&=d&e=f=g&%41=%C3%A9+x').toString()
        [...new URLSearchParams('a=1&b=2&a=3')]
        new URLSearchParams({ a: 1, b: 'x y', c: 'é&=' }).toString()
        new URLSearchParams([['a', '1'], ['b', '~*-._']]).toString()
        new URLSearchParams([['a']])
        new URLSearchParams(new Map([['k', 'v']])).toString()
        (() => { const p = new URLSearchParams('a=1&b=2&a=3'); p.set('a', '9'); p.append('c', '4'); return [p.toString(), p.get('a'), p.getAll('a'), p.has('b'), p.has('b', '3'), p.get('z'), p.size]; })()
        (() => { const p = new URLSearchParams('z=1&a=2&z=0'); p.sort(); const seen = []; p.forEach((v, k) => seen.push(k + v)); return [p.toString(), seen, [...p.keys()], [...p.values()]]; })()
        new URLSearchParams('a=1').get()
        new URLSearchParams('a=%ff%zz').get('a')
        String(new URL('http://a.com'))
        structuredClone({ a: [1, { b: 2 }], d: new Date(5), u: undefined })
        (() => { const o = { n: 1 }; o.self = o; const c = structuredClone(o); return [c.self === c, c !== o, c.n]; })()
        [...structuredClone(new Map([[1, { a: 2 }]]))]
        [...structuredClone(new Set([1, 'x']))]
        structuredClone(new Date(0)) instanceof Date
        (() => { const r = structuredClone(/a+/gi); return [r.source, r.flags]; })()
        structuredClone(new Uint8Array([1, 2]))
        (() => { const e = structuredClone(new RangeError('r')); return [e.name, e.message, e instanceof RangeError]; })()
        structuredClone(Symbol('x'))
        structuredClone(new (class A { x = 1; get y() { return 2; } })())
        structuredClone([1, , 3]).length
        require('crypto').createHash('md5').update('a').digest('hex')
        require('crypto').createHash('sha1').update('a').update('b').digest('base64')
        require('crypto').createHash('sha256').update(Buffer.from('é')).digest('base64url')
        require('crypto').createHash('SHA384').update('616263', 'hex').digest('hex')
        require('node:crypto').createHash('sha512').update(new Uint8Array([1, 2])).digest().length
        require('crypto').createHash('sha256').digest('latin1').length
        require('crypto').createHmac('sha256', 'key').update('data').digest('hex')
        require('crypto').createHmac('sha1', Buffer.from('key')).update('data').digest('base64')
        require('crypto').createHmac('sha512', 'k'.repeat(200)).update('x').digest('hex')
        require('crypto').createHmac('md5', '').update('').digest('hex')
        (() => { const h = require('crypto').createHash('md5'); h.digest(); h.update('a'); })()
        (() => { const h = require('crypto').createHash('md5').update('a'); const c = h.copy(); return [h.update('b').digest('hex'), c.digest('hex')]; })()
        require('crypto').createHash('sha256').update(5)
        require('crypto').createHmac('nope', 'k')
        require('crypto').timingSafeEqual(Buffer.from('a'), Buffer.from('a'))
        require('crypto').timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))
        [require('crypto').randomBytes(8).length, /^[0-9a-f-]{36}$/.test(require('crypto').randomUUID()), crypto.randomUUID()[14]]
        crypto.getRandomValues(new Uint8Array(4)).length
        crypto.getRandomValues(new Float32Array(4))
        (() => { const n = require('crypto').randomInt(3, 5); return n >= 3 && n < 5; })()
        require('buffer').Buffer === Buffer
        require('url').URL === URL
        require('util').format('%s is %d and %i, %f %j %%', 'x', '5', 5.9, '1.5', { a: 1 }, 'rest', 7)
        require('util').format('%s', { a: { b: 1 } })
        require('util').format('a', 'b', { c: 1 }, [1, 'x'])
        require('util').format('%s %s', 'one')
        require('util').format('%d', '0x10')
        require('util').format(1, 2n, null, undefined, true, Symbol('s'))
        require('util').inspect({ a: 1, 'b-c': 'x', d: [1, 2, [3]], e: { f: { g: { h: 1 } } } })
        require('util').inspect(new Map([['a', { b: 1 }]]))
        require('util').inspect(new Set([1, 'a']))
        require('util').inspect([undefined, null, -0, 1n, 'it\'s', Symbol('q'), () => 1, class A {}].slice(0, 6))
        require('util').inspect([function f() {}, class A {}, class B extends Array {}])
        (() => { const o = { a: 1 }; o.me = o; return require('util').inspect(o); })()
        require('util').inspect({ get a() { return 1; }, set b(v) {} })
        require('util').inspect(Buffer.from('abc'))
        require('util').inspect(new (class Point { x = 1; })())
        require('util').inspect([, 1, , , 2])
        require('util').inspect({})
        require('util').inspect([])
        require('util').inspect('a\nb')
        require('util').inspect(new Date(0))
        require('util').inspect(/x/g)
        require('util').inspect(Object.create(null))
        require('util').inspect(new Uint8Array(3))
        new Promise((done) => setTimeout((a, b) => done([a, b]), 1, 'x', 2))
        (async () => { const seen = []; setTimeout(() => seen.push('t5'), 5); setTimeout(() => seen.push('t1'), 1); queueMicrotask(() => seen.push('m')); Promise.resolve().then(() => seen.push('p')); await new Promise((d) => setTimeout(d, 30)); return seen; })()
        (async () => { let n = 0; await new Promise((d) => { const t = setInterval(() => { if (++n === 3) { clearInterval(t); d(); } }, 1); }); return n; })()
        (async () => { const t = setTimeout(() => { throw 1; }, 1); clearTimeout(t); await new Promise((d) => setImmediate(d)); return typeof t; })()
        (async () => { const seen = []; setImmediate(() => seen.push(1)); await null; seen.push(0); await new Promise((d) => setTimeout(d, 10)); return seen; })()
        typeof setTimeout(() => {}, 0).unref().hasRef()
        ({ d: new Date(0), u: undefined, f() {}, n: NaN, i: Infinity, z: -0, s: Symbol('x'), a: [undefined, () => 1], t: { toJSON(k) { return 'json:' + k; } } })
        JSON.stringify({ a: [1, { b: 2 }], c: 'x' }, null, 2)
        JSON.stringify({ a: 1, b: 2, c: { a: 3, d: 4 } }, ['a', 'c'])
        JSON.stringify({ a: 1, b: [2, 3] }, (k, v) => typeof v === 'number' ? v + 1 : v)
        JSON.stringify({ date: new Date(0), nested: { toJSON() { return { x: 1 }; } } }, function (k, v) { return k === 'date' ? typeof this.date : v; })
        JSON.stringify('\ud800\u2028é')
        JSON.stringify(undefined) === undefined
        JSON.stringify({ n: null, t: true, o: new Number(5), s: new String('x'), b: new Boolean(false) })
        'x'.repeat(3) + 'a'.padStart(3, 'b') + 'a'.padEnd(3)
        [typeof Buffer, typeof URL, typeof structuredClone, typeof console.log, typeof setImmediate, Object.prototype.toString.call(new URLSearchParams())]
        """";

    public static IReadOnlyList<string> All { get; } = Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
