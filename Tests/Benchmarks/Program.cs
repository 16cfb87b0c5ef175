Console.WriteLine("No benchmark is defined yet.");
