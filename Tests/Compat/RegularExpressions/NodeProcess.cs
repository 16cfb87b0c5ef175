using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ConnectionsConsole.Tests.Compat.RegularExpressions;

/// <summary>Runs a script in one child process of Node, whose own regular expressions serve as the oracle.</summary>
internal static class NodeProcess
{
    /// <summary>Runs a script that reads all of its input before it answers.</summary>
    /// <returns>What the script wrote to its standard output.</returns>
    internal static string Run(string script, string input)
    {
        using var process = Start(script);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"node ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }

    /// <summary>UTF-16 text in base64: neither JSON nor <see cref="System.Text.Encoding"/> keeps lone surrogates.</summary>
    internal static string Encode(string text) => Convert.ToBase64String(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>A pattern as it can be pasted into a report: everything but printable ASCII as <c>{hex}</c>.</summary>
    internal static string Show(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < '\x7f' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"{{{(int)c:x}}}")));

    private static Process Start(string script)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(script);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("These tests compare with Node 20 or later: install it so that 'node' is found on the PATH.", e);
        }
    }
}
