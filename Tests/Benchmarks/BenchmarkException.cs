namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>A measurement is worth nothing: something failed, or was not counted as it has to be.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);

/// <summary>The command line is not understood.</summary>
internal sealed class OptionException(string message) : Exception(message);
