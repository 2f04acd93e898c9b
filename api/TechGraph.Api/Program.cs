WebApplication.CreateBuilder(args).Build().Run();

/// <summary>Starts the API.</summary>
public partial class Program;
