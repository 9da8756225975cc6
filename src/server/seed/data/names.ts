/** First names by gender and surnames, of the places that the demo hospital's patients come from. */
export interface NamePool {
  male: readonly string[];
  female: readonly string[];
  surnames: readonly string[];
  /** Two surnames, the father's and the mother's. */
  doubleSurname: boolean;
}

const words = (text: string): string[] => text.trim().split(/\s+/);

export const INDIAN: NamePool = {
  male: words(`
    Aarav Abhishek Aditya Ajay Akash Akhil Amit Anand Anil Anirudh Arjun Arun Ashok Ashwin Bharat Chetan Deepak Dev Dhruv Dinesh
    Farhan Ganesh Gaurav Girish Gopal Harish Harsh Hemant Imran Irfan Ishaan Jatin Jayesh Karan Karthik Kiran Krishna Kunal Lokesh
    Mahesh Manish Manoj Mohan Mohit Mukesh Murali Nadeem Naveen Nikhil Nitin Omkar Pankaj Parth Pradeep Pranav Prakash Rahul Raj
    Rajesh Rakesh Ramesh Ravi Rohan Rohit Sachin Sameer Sandeep Sanjay Santosh Sarthak Shankar Shivam Siddharth Srinivas Subhash
    Sunil Suraj Suresh Tanmay Tarun Tejas Uday Umesh Varun Venkatesh Vijay Vikram Vinay Vinod Vishal Vivek Yash Yusuf`),
  female: words(`
    Aaradhya Aditi Aisha Akshara Amrita Ananya Anika Anita Anjali Ankita Anusha Aparna Archana Asha Bhavana Bhavya Chitra Deepa
    Deepika Divya Esha Fatima Gauri Gayatri Geeta Harini Heena Indira Ishita Janaki Jyoti Kajal Kalpana Kamala Kavita Kavya Keerthi
    Komal Kritika Lakshmi Lalita Lata Latha Madhuri Malini Mamta Manisha Meena Meera Megha Mrunal Nandini Neha Nidhi Nikita Nisha
    Padma Pallavi Pooja Prachi Pratibha Preeti Priya Priyanka Radha Radhika Rani Rashmi Reema Rekha Revathi Ritu Rukmini Rupa
    Sadhana Sakshi Sandhya Sangeeta Sarika Savita Shabana Shalini Shanta Shilpa Shraddha Shreya Shruti Simran Smita Sneha Sonal
    Sudha Sujata Sunita Swati Tanvi Uma Usha Vaishali Vandana Varsha Vasudha Vidya Yamini Zainab`),
  surnames: words(`
    Acharya Agarwal Ahmed Ahuja Ansari Apte Arora Balan Banerjee Bansal Basu Bhandari Bhargava Bhat Bhatia Bhattacharya Bhosale
    Chakraborty Chandra Chatterjee Chaudhary Chavan Chopra Dalal Das Desai Deshmukh Deshpande Dhawan Dubey Dutta Fernandes Gaikwad
    Gandhi Ganguly Ghosh Gokhale Gowda Goyal Gupta Hegde Hussain Iyengar Iyer Jadhav Jain Jog Joshi Kadam Kale Kamath Kapoor Kaur
    Khan Khanna Khatri Kohli Krishnan Kulkarni Kumar Lal Mahajan Malhotra Malik Mehra Mehta Menon Mishra Mistry Mittal Mohanty More
    Mukherjee Murthy Nadar Naidu Naik Nair Nambiar Narayanan Natarajan Nayak Pai Pandey Pandit Parekh Parikh Patel Pathak Patil
    Pawar Phadke Pillai Pinto Prabhu Prasad Qureshi Raghavan Rajan Raman Rangan Rao Rathod Reddy Roy Sahu Saini Saxena Sen Sethi
    Shah Sharma Shaikh Shenoy Shetty Shinde Shukla Singh Sinha Soni Srivastava Subramanian Swamy Tambe Tandon Thakur Thomas Tiwari
    Tripathi Trivedi Varghese Varma Venkataraman Verma Vora Wagh Yadav Zaveri`),
  doubleSurname: false,
};

export const LATIN_AMERICAN: NamePool = {
  male: words(`
    Alejandro Alberto Alonso Andrés Ángel Antonio Armando Camilo Carlos César Cristian Daniel David Diego Eduardo Emiliano Enrique
    Esteban Felipe Fernando Francisco Gabriel Germán Gonzalo Guillermo Gustavo Héctor Hernán Hugo Ignacio Iván Jaime Javier Joaquín
    Jorge José Juan Julián Leonardo Luis Manuel Marco Mario Martín Mateo Mauricio Miguel Nicolás Óscar Pablo Pedro Rafael Ramiro
    Ricardo Roberto Rodrigo Samuel Santiago Sebastián Sergio Simón Tomás Vicente Víctor Wilson`),
  female: words(`
    Adriana Alejandra Alicia Amparo Ana Andrea Ángela Antonia Beatriz Camila Carmen Carolina Catalina Cecilia Claudia Clara Consuelo
    Cristina Daniela Diana Elena Elisa Emilia Esperanza Fernanda Gabriela Gloria Graciela Inés Isabel Isabella Jimena Josefina
    Juana Juliana Laura Leonor Liliana Lina Lorena Lucía Luisa Luz Manuela Marcela Margarita María Mariana Marta Mercedes Mónica
    Natalia Norma Paola Patricia Paula Pilar Rocío Rosa Salomé Sandra Sara Silvia Sofía Tatiana Teresa Valentina Valeria Verónica
    Victoria Viviana Ximena Yolanda`),
  surnames: words(`
    Acosta Aguilar Alvarado Álvarez Aranda Arango Arias Ávila Barrera Beltrán Benítez Bermúdez Blanco Bravo Cabrera Calderón Camacho
    Campos Cárdenas Cardona Carrillo Castaño Castillo Castro Chávez Contreras Córdoba Correa Cortés Cruz Delgado Díaz Domínguez
    Duarte Escobar Espinosa Estrada Fernández Figueroa Flores Fuentes Gallego García Garzón Gil Gómez González Guerrero Gutiérrez
    Guzmán Henao Hernández Herrera Hurtado Ibarra Jaramillo Jiménez Lara León Londoño López Lozano Maldonado Marín Márquez Martínez
    Medina Mejía Méndez Mendoza Molina Montoya Mora Morales Moreno Muñoz Navarro Nieto Núñez Ochoa Orozco Ortega Ortiz Ospina
    Pacheco Palacios Paredes Parra Peña Pérez Pineda Prieto Quintero Ramírez Ramos Rangel Restrepo Reyes Ríos Rivera Rodríguez
    Rojas Romero Rubio Ruiz Salazar Sánchez Sandoval Santos Serrano Sierra Silva Solano Soto Suárez Torres Trujillo Uribe Valencia
    Vargas Vásquez Vega Velásquez Vélez Villa Zapata Zuluaga`),
  doubleSurname: true,
};
