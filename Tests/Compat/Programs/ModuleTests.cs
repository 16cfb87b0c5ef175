using Jint;

namespace ConnectionsConsole.Tests.Compat.Programs;

/// <summary>Modules run in Jint: every form of import and export, live bindings, cycles, top-level await.</summary>
public class ModuleTests
{
    [Fact]
    public void EveryFormOfImportAndExport_Works()
    {
        var answer = Run(
            "import d, { a, b as c, 'quoted name' as q } from 'lib'; import * as ns from 'lib'; import { default as e, Cls, gen, af } from 'lib';"
            + "import 'lib'; export const result = [d(), a, c, q, ns.a, e === d, new Cls().x, [...gen()].join(), await af(), Object.keys(ns).length].join('|');",
            "export default function () { return 'default' } export let a = 1; const b = 2; export { b, b as 'quoted name' };"
            + "export class Cls { x = 3 } export function* gen() { yield 4 } export async function af() { return 5 } export const { p, r: [s] } = { p: 6, r: [7] };");

        Assert.Equal("default|1|2|2|1|true|3|4|5|9", answer);
    }

    [Fact]
    public void Bindings_AreLive() =>
        Assert.Equal(
            "1,2",
            Run("import { n, inc } from 'lib'; const first = n; inc(); export const result = [first, n].join();", "export let n = 1; export function inc() { n++ }"));

    [Fact]
    public void ReExports_ReachTheirSource() =>
        Assert.Equal(
            "1,2,1",
            Run(
                "import { x, renamed, ns } from 'mid'; export const result = [x, renamed, ns.x].join();",
                "export const x = 1; export const y = 2;",
                "export * from 'lib'; export { y as renamed } from 'lib'; export * as ns from 'lib';"));

    [Fact]
    public void TopLevelAwaitAndImportCall_Work() =>
        Assert.Equal("late 1", Run("const { x } = await import('lib'); export const result = await Promise.resolve('late ' + x);", "export const x = 1"));

    private static string Run(string main, string lib, string mid = "")
    {
        using var engine = new Engine();
        engine.Modules.Add("lib", lib);
        engine.Modules.Add("mid", mid);
        engine.Modules.Add("main", main);
        return engine.Modules.Import("main").Get("result").AsString();
    }
}
