using ConnectionsConsole.App.CommandLine;

return await ConsoleCommandLine.RunAsync(args);
